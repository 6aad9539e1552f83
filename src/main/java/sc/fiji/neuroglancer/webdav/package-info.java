/** A store on a WebDAV server (RFC 4918), tolerant of what servers do differently. */
package sc.fiji.neuroglancer.webdav;
