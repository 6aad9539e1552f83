package sc.fiji.neuroglancer.check;

import sc.fiji.neuroglancer.message.Message;

/**
 * One thing that {@link Check} found.
 *
 * @param severity how bad it is
 * @param problem what kind of thing it is
 * @param message what is wrong, where, and what to do, without secrets
 */
public record Finding(Severity severity, Problem problem, Message message) {

    /** How bad it is. */
    public enum Severity {
        /** The viewer cannot show the data. */
        ERROR,
        /** The data can be shown, but not everywhere, or not all of them. */
        WARNING,
        /** Good to know. */
        NOTE
    }

    /** What kind of thing it is. */
    public enum Problem {
        /** The server cannot be found, does not answer, or the connection was lost. */
        UNREACHABLE,
        /** The certificate is not trusted. */
        TLS,
        /** Pages on https cannot read data from http. */
        MIXED_CONTENT,
        /** Only this computer can reach the address. */
        LOCAL,
        /** The address may contain a secret. */
        SECRET,
        /** The port is for clients that log in. */
        PORT,
        /** The data are not public: the server requires a login. */
        LOGIN,
        /** The server forbids reading a file. */
        FORBIDDEN,
        /** The server does not let pages of the viewer read (CORS). */
        CORS,
        /** The server redirects browsers. */
        REDIRECT,
        /** The server reported an error. */
        SERVER,
        /** There is no dataset. */
        MISSING,
        /** The export or upload was not finished. */
        UNFINISHED,
        /** A file is damaged. */
        DAMAGED,
        /** The server does not tell the size of a file. */
        HEAD,
        /** The server does not send parts of a file. */
        RANGE,
        /** The server compresses files that are read in parts. */
        ENCODING,
        /** No chunk or annotation was found. */
        EMPTY,
        /** Only recent viewers can read this. */
        VERSION,
        /** Viewers cannot read this kind of data. */
        UNSUPPORTED,
        /** Something that a check does not cover. */
        UNCHECKED
    }

    /** @param message "What is wrong, and where: what to do." */
    static Finding error(final Problem problem, final Message message) {
        return new Finding(Severity.ERROR, problem, message);
    }

    static Finding warning(final Problem problem, final Message message) {
        return new Finding(Severity.WARNING, problem, message);
    }

    static Finding note(final Problem problem, final Message message) {
        return new Finding(Severity.NOTE, problem, message);
    }

    /** Whether the viewer cannot show the data because of it. */
    public boolean isError() {
        return severity == Severity.ERROR;
    }

    @Override
    public String toString() {
        return severity + ": " + message;
    }
}
