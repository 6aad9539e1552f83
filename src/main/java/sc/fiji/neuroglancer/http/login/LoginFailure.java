package sc.fiji.neuroglancer.http.login;

import java.io.IOException;
import sc.fiji.neuroglancer.message.Message;
import sc.fiji.neuroglancer.message.UserFacing;

/** A login was expected but could not be obtained. The message contains no secrets. */
final class LoginFailure extends IOException implements UserFacing {

    private static final long serialVersionUID = 1L;

    private final Message message;

    LoginFailure(final Message message) {
        super(message.toString());
        this.message = message;
    }

    @Override
    public Message message() {
        return message;
    }
}
