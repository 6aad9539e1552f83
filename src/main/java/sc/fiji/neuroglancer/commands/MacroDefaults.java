package sc.fiji.neuroglancer.commands;

import ij.Macro;
import java.awt.GraphicsEnvironment;
import org.scijava.Priority;
import org.scijava.module.Module;
import org.scijava.module.process.AbstractPreprocessorPlugin;
import org.scijava.module.process.PreprocessorPlugin;
import org.scijava.plugin.Plugin;
import sc.fiji.neuroglancer.entry.Key;

/**
 * In a macro, and where there is no screen, gives our commands the default of every value that is not given: no dialog
 * opens, and no value of an earlier run is used. Comes after the values of the macro and before those of earlier runs.
 */
@Plugin(type = PreprocessorPlugin.class, priority = Priority.LOW)
public final class MacroDefaults extends AbstractPreprocessorPlugin {

    @Override
    public void process(final Module module) {
        if (!(module.getDelegateObject() instanceof JobCommand)) return;
        if (Macro.getOptions() == null && !GraphicsEnvironment.isHeadless()) return;
        for (final Key key : ((JobCommand) module.getDelegateObject()).keys()) module.resolveInput(key.name());
    }
}
