package sc.fiji.neuroglancer.http;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import sc.fiji.neuroglancer.address.WebAddress;
import sc.fiji.neuroglancer.store.Body;

/** A request to a server. For use by one thread. */
public final class Request {

    public static final String AUTHORIZATION = "Authorization";

    private final String method;
    private final URI uri;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private final Set<Integer> expected = new TreeSet<>();
    private Body body;

    private Request(final String method, final URI uri) {
        this.method = method;
        this.uri = uri;
    }

    /** A request without headers and body, and without expected statuses. */
    public static Request of(final String method, final URI uri) {
        return new Request(method, uri);
    }

    /** Sets a header; only signers set {@link #AUTHORIZATION}. */
    public Request header(final String name, final String value) {
        headers.put(name, value);
        return this;
    }

    /** Removes a header. */
    public Request without(final String name) {
        headers.remove(name);
        return this;
    }

    /** Sets the data to send. */
    public Request body(final Body value) {
        body = value;
        return this;
    }

    /** Adds statuses that are not failures. */
    public Request expect(final Integer... statuses) {
        expected.addAll(Set.of(statuses));
        return this;
    }

    public String method() {
        return method;
    }

    public URI uri() {
        return uri;
    }

    public Map<String, String> headers() {
        return headers;
    }

    Optional<Body> body() {
        return Optional.ofNullable(body);
    }

    boolean expects(final int status) {
        return expected.contains(status);
    }

    /** The same request for another address; omits {@code Content-Type} if that is on another server. */
    Request redirected(final URI target) {
        final Request next = new Request(method, target);
        next.headers.putAll(headers);
        if (!WebAddress.sameOrigin(uri, target)) next.headers.keySet().removeIf("Content-Type"::equalsIgnoreCase);
        next.expected.addAll(expected);
        next.body = body;
        return next;
    }
}
