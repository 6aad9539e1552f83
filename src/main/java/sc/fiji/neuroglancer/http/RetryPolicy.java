package sc.fiji.neuroglancer.http;

import java.time.Duration;

/** How patient a client is. Immutable. */
public final class RetryPolicy {

    /** For people: 8 tries 0.5 to 60 s apart, 5 minutes without any answer, 1 minute without any byte going out. */
    public static final RetryPolicy STANDARD = new RetryPolicy(
            8,
            Duration.ofMillis(500),
            Duration.ofSeconds(60),
            Duration.ofMinutes(5),
            Duration.ofMinutes(1),
            Duration.ofMinutes(4));

    private final int attempts;
    private final Duration first;
    private final Duration longest;
    private final Duration outage;
    private final Duration stall;
    private final Duration answer;

    /**
     * @param attempts tries per request, not counting those while nothing at all succeeds
     * @param first least wait between two tries
     * @param longest longest wait between two tries
     * @param outage how long nothing at all may succeed before the client gives up
     * @param stall how long no byte of a body may come or go
     * @param answer how long an answer may take; a dCache door may wait 3 minutes for a pool
     */
    public RetryPolicy(
            final int attempts,
            final Duration first,
            final Duration longest,
            final Duration outage,
            final Duration stall,
            final Duration answer) {
        this.attempts = attempts;
        this.first = first;
        this.longest = longest;
        this.outage = outage;
        this.stall = stall;
        this.answer = answer;
    }

    /** Asks once and waits so long for an answer, and for each part of it. */
    public static RetryPolicy once(final Duration patience) {
        return new RetryPolicy(1, patience, patience, Duration.ZERO, patience, patience);
    }

    int attempts() {
        return attempts;
    }

    Duration first() {
        return first;
    }

    Duration longest() {
        return longest;
    }

    Duration outage() {
        return outage;
    }

    Duration stall() {
        return stall;
    }

    Duration answer() {
        return answer;
    }
}
