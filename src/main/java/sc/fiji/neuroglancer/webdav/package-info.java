/**
 * WebDAV (RFC 4918) as it is found: a store on a WebDAV server, and the engine that copies datasets of millions of
 * files there.
 */
package sc.fiji.neuroglancer.webdav;
