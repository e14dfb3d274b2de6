package phasegrid.jobs.cli;

import java.util.List;
import phasegrid.engine.sweep.SweepSpec;
import phasegrid.jobs.table.Output;
import phasegrid.jobs.yaml.SweepReader;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A sweep file, changes to it, and where its results live: a mixin of every verb on sweeps. */
public final class SweepArguments {
    @Parameters(index = "0", paramLabel = "F", description = "A sweep: a YAML file, or the URI of one.")
    private String file;

    @Parameters(
            index = "1..*",
            paramLabel = "key=value",
            description = "Changes to it, as in axes.d=256,1024 replicas=100 sampler.steps=200.")
    private List<String> overrides = List.of();

    @Option(
            names = "--output",
            paramLabel = "DIR",
            description = "Where results live: a folder or a URI. Usual: runs/<path under sweeps, without .yaml>.")
    private String output;

    /** Reads the sweep; throws everything that is wrong with it. */
    public Sweep read() {
        ModelCatalogue models = ModelCatalogue.here();
        String text = SweepText.read(file);
        SweepSpec spec = SweepReader.of(models).read(file, text, overrides);
        return new Sweep(file, text, models.model(spec.model()), models.jar(spec.model()), spec, place());
    }

    /** Where its results live; reads nothing. */
    Output place() {
        return Output.at(output == null ? usualOutput(file) : output);
    }

    List<String> overrides() {
        return overrides;
    }

    /** Whether the output was named on the command line. */
    boolean outputGiven() {
        return output != null;
    }

    /** {@code runs/diffusion/collapse} for {@code …/sweeps/diffusion/collapse.yaml}, and for a file that is not under sweeps its bare name. */
    static String usualOutput(String file) {
        String plain = file.replaceFirst("\\.ya?ml$", "");
        int sweeps = ("/" + plain).lastIndexOf("/sweeps/");
        String name = sweeps >= 0 ? plain.substring(sweeps + "/sweeps/".length() - 1) : plain.replaceFirst("^.*/", "");
        return "runs/" + name;
    }
}
