package sc.fiji.neuroglancer.commands;

import java.util.List;
import org.scijava.Priority;
import org.scijava.module.Module;
import org.scijava.module.ModuleItem;
import org.scijava.module.process.AbstractPreprocessorPlugin;
import org.scijava.module.process.PreprocessorPlugin;
import org.scijava.plugin.Plugin;

/**
 * Prepares our commands after the values of a macro or script are set, and before a dialog asks for others. In a macro, and
 * where there is no screen, no dialog opens: what is not given has its default. A dialog that is going to open is filled
 * in; when the command cannot do anything, the user is told so instead.
 */
@Plugin(type = PreprocessorPlugin.class, priority = Priority.LOW)
public final class Preparer extends AbstractPreprocessorPlugin {

    /** An image is taken from what is open, data from a script; no dialog asks for them. */
    private static final List<String> GIVEN = List.of(FijiDesk.IMAGE, FijiDesk.DATA, FijiDesk.AXES);

    @Override
    public void process(final Module module) {
        if (!(module.getDelegateObject() instanceof JobCommand command)) return;
        for (final String name : GIVEN) if (module.getInfo().getInput(name) != null) module.resolveInput(name);
        if (command.isAsking()) {
            final String obstacle = command.openForm();
            if (!obstacle.isEmpty()) cancel(obstacle);
        } else for (final ModuleItem<?> input : module.getInfo().inputs()) module.resolveInput(input.getName());
    }
}
