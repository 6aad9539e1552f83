package sc.fiji.neuroglancer.message;

/** A failure that explains itself to the user. */
public interface UserFacing {

    /** What happened, where, and what to do next; without secrets. */
    Message message();
}
