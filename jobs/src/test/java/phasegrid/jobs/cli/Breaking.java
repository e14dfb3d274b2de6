package phasegrid.jobs.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** A verb of another module, and one that breaks. */
@Command(name = "break", description = "Break.")
public final class Breaking implements Verb {
    @Mixin
    private Console console;

    @Override
    public Integer call() {
        console.out().println("breaking");
        throw new IllegalStateException("a surprise\nin two lines");
    }
}
