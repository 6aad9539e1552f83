package sc.fiji.neuroglancer.command;

import sc.fiji.neuroglancer.message.Message;
import sc.fiji.neuroglancer.serve.Serving;

/** Ends the local server. */
public final class StopServing extends Command {

    public static final String LABEL = "Stop Serving Neuroglancer";

    /** Makes the command. */
    public StopServing() {
        super(LABEL, Shell.none("stop-serving"));
    }

    @Override
    protected void run(final Values values, final Desk desk) {
        desk.status(Message.text(
                Serving.stop()
                        ? "The local Neuroglancer server has stopped."
                        : "No local Neuroglancer server was running."));
    }
}
