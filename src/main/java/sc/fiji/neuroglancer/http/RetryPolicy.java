package sc.fiji.neuroglancer.http;

import java.time.Duration;

/** When a client retries and when it gives up. Immutable. */
public final class RetryPolicy {

    private static final int FIRST_TRIES = 5;

    /**
     * For interactive use: 8 attempts 0.5 to 60 s apart, outages of 5 minutes, stalls of 1 minute; but only 10 s for a
     * server that has never answered, because its address may be wrong.
     */
    public static final RetryPolicy STANDARD = new RetryPolicy(
                    8,
                    Duration.ofMillis(500),
                    Duration.ofSeconds(60),
                    Duration.ofMinutes(5),
                    Duration.ofMinutes(1),
                    Duration.ofMinutes(4))
            .withFirst(Duration.ofSeconds(10));

    private final int attempts;
    private final Duration first;
    private final Duration longest;
    private final Duration outage;
    private final Duration stall;
    private final Duration answer;
    private final Duration firstAnswer;

    /**
     * @param attempts number of attempts per request, not counting those made while all requests fail
     * @param first shortest wait between two attempts
     * @param longest longest wait between two attempts
     * @param outage how long all requests may fail before the client gives up
     * @param stall how long the transfer of a body may pause
     * @param answer how long an answer may take; a dCache door may wait 3 minutes for a pool
     */
    public RetryPolicy(
            final int attempts,
            final Duration first,
            final Duration longest,
            final Duration outage,
            final Duration stall,
            final Duration answer) {
        this(attempts, first, longest, outage, stall, answer, outage);
    }

    private RetryPolicy(
            final int attempts,
            final Duration first,
            final Duration longest,
            final Duration outage,
            final Duration stall,
            final Duration answer,
            final Duration firstAnswer) {
        this.attempts = attempts;
        this.first = first;
        this.longest = longest;
        this.outage = outage;
        this.stall = stall;
        this.answer = answer;
        this.firstAnswer = firstAnswer;
    }

    /** The same, except how long to wait for a server that has never answered. */
    public RetryPolicy withFirst(final Duration patience) {
        return new RetryPolicy(attempts, first, longest, outage, stall, answer, patience);
    }

    /** The same for a server that is known to exist: its outages are tolerated from the start. */
    public RetryPolicy acquainted() {
        return withFirst(outage);
    }

    /** One attempt; the answer and each part of it may take this long. */
    public static RetryPolicy once(final Duration patience) {
        return new RetryPolicy(1, patience, patience, Duration.ZERO, patience, patience);
    }

    int attempts() {
        return attempts;
    }

    Duration first() {
        return first;
    }

    /** @param met whether the server has ever answered */
    Duration longest(final boolean met) {
        return met ? longest : least(longest, firstAnswer.dividedBy(FIRST_TRIES));
    }

    /** @param met whether the server has ever answered */
    Duration outage(final boolean met) {
        return met ? outage : firstAnswer;
    }

    Duration stall() {
        return stall;
    }

    /** @param met whether the server has ever answered */
    Duration answer(final boolean met) {
        return met || firstAnswer.compareTo(answer) > 0 ? answer : least(answer, stall);
    }

    private static Duration least(final Duration a, final Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
