package sc.fiji.neuroglancer.commands;

import ij.IJ;
import ij.ImagePlus;
import ij.Macro;
import java.awt.Dialog;
import java.awt.EventQueue;
import java.awt.GraphicsEnvironment;
import java.awt.Window;
import java.util.ArrayList;
import java.util.List;
import org.scijava.Context;
import org.scijava.command.CommandModule;
import org.scijava.command.CommandService;
import org.scijava.module.ModuleItem;

/** A program with a screen: what Fiji's dialog would ask for, when no macro runs and when one does. */
final class WindowProbe {

    private static final Context CONTEXT = new Context();

    private WindowProbe() {}

    public static void main(final String... args) throws Exception {
        if (GraphicsEnvironment.isHeadless()) throw new IllegalStateException("there is no screen");
        final ImagePlus image = IJ.createImage("cells", "8-bit ramp", 20, 16, 3);
        print("dialog", new ExportImageCommand(), image);
        print("no image", new ExportImageCommand(), null);
        final Thread macro = new Thread(
                () -> {
                    Macro.setOptions("folder=/x");
                    print("macro", new ExportImageCommand(), image);
                    print("stop", new StopServingCommand(), null);
                },
                "Run$_probe");
        macro.start();
        macro.join();
        print("stop", new StopServingCommand(), null);
        help();
        System.exit(0);
    }

    private static CommandModule module(final JobCommand command) {
        CONTEXT.inject(command);
        return new CommandModule(CONTEXT.service(CommandService.class).getCommand(command.getClass()), command);
    }

    private static void print(final String title, final JobCommand command, final ImagePlus image) {
        final CommandModule module = module(command);
        if (image != null) module.setInput("image", image);
        for (final ModuleItem<?> input : module.getInfo().inputs())
            if (input.getType().getName().matches(".*(Service|Context)")) module.resolveInput(input.getName());
        final Preparer preparer = new Preparer();
        preparer.process(module);
        final List<String> asked = new ArrayList<>();
        for (final ModuleItem<?> input : module.getInfo().inputs())
            if (!module.isInputResolved(input.getName())) asked.add(input.getName());
        System.out.println(title + ": "
                + (preparer.isCanceled() ? "canceled: " + preparer.getCancelReason() : String.join(" ", asked)));
    }

    /** The page is modal: it is looked at and closed from another thread. */
    private static void help() throws Exception {
        final CheckCommand command = new CheckCommand();
        module(command);
        EventQueue.invokeLater(command::help);
        for (int i = 0; i < 200; i++) {
            for (final Window window : Window.getWindows()) {
                if (!window.isShowing()) continue;
                System.out.println("help: " + ((Dialog) window).getTitle());
                window.dispose();
                return;
            }
            Thread.sleep(50);
        }
    }
}
