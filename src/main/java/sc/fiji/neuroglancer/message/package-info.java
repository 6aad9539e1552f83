/** Messages for users: templates with slots, put into words for a dialog, a macro or a shell. */
package sc.fiji.neuroglancer.message;
