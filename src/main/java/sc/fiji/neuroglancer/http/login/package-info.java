/** Logins: where they come from, and how they stay secret from all servers except their own. */
package sc.fiji.neuroglancer.http.login;
