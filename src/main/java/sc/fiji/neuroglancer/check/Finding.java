package sc.fiji.neuroglancer.check;

/**
 * One thing that {@link Check} found.
 *
 * @param severity how bad it is
 * @param problem what kind of thing it is
 * @param sentence what is wrong, where, and what to do, without secrets
 */
public record Finding(Severity severity, Problem problem, String sentence) {

    /** How bad it is. */
    public enum Severity {
        /** The viewer cannot show the data. */
        ERROR,
        /** The data show, but not everywhere, or not all of them. */
        WARNING,
        /** Good to know. */
        NOTE
    }

    /** What kind of thing it is. */
    public enum Problem {
        /** There is no server of that name, it does not answer, or the connection breaks. */
        UNREACHABLE,
        /** The certificate is not trusted. */
        TLS,
        /** A page on https may not read data from http. */
        MIXED_CONTENT,
        /** The address leads to this computer only. */
        LOCAL,
        /** The address has a secret in it. */
        SECRET,
        /** The port is the one for clients that log in. */
        PORT,
        /** The data are not public: the server wants a login. */
        LOGIN,
        /** The server refuses to give a file to anybody. */
        FORBIDDEN,
        /** The server does not let pages of the viewer read (CORS). */
        CORS,
        /** The server sends the browser somewhere else. */
        REDIRECT,
        /** The server failed. */
        SERVER,
        /** There is no dataset. */
        MISSING,
        /** The export or upload was not finished. */
        UNFINISHED,
        /** A file is not what it should be. */
        DAMAGED,
        /** The server does not tell the size of a file. */
        HEAD,
        /** The server does not send parts of a file. */
        RANGE,
        /** The server compresses what must not be compressed. */
        ENCODING,
        /** No chunk or annotation was found. */
        EMPTY,
        /** Only new viewers read this. */
        VERSION,
        /** No viewer reads this kind of data. */
        UNSUPPORTED,
        /** Something that this check does not cover. */
        UNCHECKED
    }

    /**
     * @param what is wrong, and where
     * @param remedy what to do
     */
    static Finding error(final Problem problem, final String what, final String remedy) {
        return new Finding(Severity.ERROR, problem, what + ": " + remedy + ".");
    }

    static Finding warning(final Problem problem, final String what, final String remedy) {
        return new Finding(Severity.WARNING, problem, what + ": " + remedy + ".");
    }

    static Finding note(final Problem problem, final String what, final String remedy) {
        return new Finding(Severity.NOTE, problem, what + ": " + remedy + ".");
    }

    /** Whether the viewer cannot show the data because of it. */
    public boolean isError() {
        return severity == Severity.ERROR;
    }

    @Override
    public String toString() {
        return severity + ": " + sentence;
    }
}
