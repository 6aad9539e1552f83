/** A store on a WebDAV server (RFC 4918), tolerant of differences between servers. */
package sc.fiji.neuroglancer.webdav;
