package sc.fiji.neuroglancer.commands;

import org.scijava.Priority;
import org.scijava.module.Module;
import org.scijava.module.ModuleItem;
import org.scijava.module.process.AbstractPostprocessorPlugin;
import org.scijava.module.process.PostprocessorPlugin;
import org.scijava.plugin.Plugin;

/** Keeps the outputs of our commands, which are for scripts, from opening text windows. */
@Plugin(type = PostprocessorPlugin.class, priority = Priority.VERY_HIGH)
public final class QuietOutputs extends AbstractPostprocessorPlugin {

    @Override
    public void process(final Module module) {
        if (!(module.getDelegateObject() instanceof JobCommand)) return;
        for (final ModuleItem<?> output : module.getInfo().outputs()) module.resolveOutput(output.getName());
    }
}
