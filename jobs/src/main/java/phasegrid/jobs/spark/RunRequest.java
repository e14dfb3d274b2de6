package phasegrid.jobs.spark;

import java.time.Duration;
import java.util.Optional;
import phasegrid.engine.definition.Definition;
import phasegrid.engine.sweep.SweepSpec;
import phasegrid.jobs.table.Output;

/**
 * What to run and where.
 *
 * @param definition the model
 * @param jar the SHA-256 of the model's own jar, empty for the models of this project
 * @param spec the sweep
 * @param canonical the sweep in its normalised text, for provenance
 * @param output where results go
 * @param master Spark's master
 * @param timeLimit how long the run may take before it stops safely
 * @param shown how many finished points to tell of while the run goes on
 * @param portion which of the batches this run takes
 */
public record RunRequest(
        Definition<?, ?> definition,
        String jar,
        SweepSpec spec,
        String canonical,
        Output output,
        String master,
        Optional<Duration> timeLimit,
        int shown,
        Portion portion) {
    /** The same of a portion of the batches only. */
    public RunRequest portion(Portion taken) {
        return new RunRequest(definition, jar, spec, canonical, output, master, timeLimit, shown, taken);
    }
}
