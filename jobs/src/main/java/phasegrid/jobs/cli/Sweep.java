package phasegrid.jobs.cli;

import phasegrid.engine.definition.Definition;
import phasegrid.engine.sweep.SweepSpec;
import phasegrid.jobs.table.Output;
import phasegrid.jobs.yaml.SweepReader;

/**
 * A sweep that was read and found good.
 *
 * @param file the name of its file, as it was given
 * @param text the file's text
 * @param definition its model
 * @param jar the SHA-256 of the model's own jar, empty for the models of this project
 * @param spec the sweep
 * @param output where its results live
 */
public record Sweep(String file, String text, Definition<?, ?> definition, String jar, SweepSpec spec, Output output) {
    /** The sweep with every value and default spelled out, for provenance. */
    public String canonical() {
        return SweepReader.canonical(spec);
    }

    /** What to call it: its question, else its file. */
    public String title() {
        return spec.question().isEmpty() ? file : spec.question();
    }
}
