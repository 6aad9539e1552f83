/** Where logins come from, and how they are kept from everybody but the server they are for. */
package sc.fiji.neuroglancer.http.login;
