package phasegrid.jobs.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import phasegrid.engine.definition.Definition;
import phasegrid.engine.sweep.BatchResult;
import phasegrid.engine.sweep.BatchRunner;
import phasegrid.engine.sweep.QuenchCache;
import phasegrid.engine.sweep.SweepSpec;
import phasegrid.engine.sweep.Track;
import phasegrid.jobs.spark.Batch;
import phasegrid.jobs.spark.SweepPlan;
import phasegrid.jobs.table.ChainStates;
import phasegrid.jobs.table.Inventory;
import phasegrid.jobs.table.Ledger;
import phasegrid.jobs.table.LedgerRow;
import phasegrid.jobs.table.Output;
import phasegrid.jobs.table.Provenance;
import phasegrid.jobs.yaml.SweepReader;

/** A sweep file and, where it is computed, a ledger that holds all it wants, made without Spark. */
record Stored(Path file, Path output) {
    /** Rows of a segment, about as many as 64 MB of small ones. */
    private static final int SEGMENT = 350_000;

    static Stored in(Path folder, String yaml) {
        try {
            Path file = Files.writeString(folder.resolve("sweep.yaml"), yaml);
            return new Stored(file, folder.resolve("output"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Said does(String verb, String... more) {
        List<String> words = new ArrayList<>(List.of(verb, file.toString()));
        words.addAll(List.of(more));
        words.add("--output=" + output);
        return Said.by(words.toArray(String[]::new));
    }

    /** Computes what is missing after {@code overrides}; returns this. */
    Stored computed(String... overrides) {
        SweepSpec spec = spec(overrides);
        ModelCatalogue models = ModelCatalogue.here();
        return computed(models.model(spec.model()), models.jar(spec.model()), spec);
    }

    SweepSpec spec(String... overrides) {
        return SweepReader.of(ModelCatalogue.here())
                .read("sweep.yaml", SweepText.read(file.toString()), List.of(overrides));
    }

    private <P extends Record, Q> Stored computed(Definition<P, Q> definition, String jar, SweepSpec spec) {
        SweepPlan<P> plan = new SweepPlan<>(definition, jar, spec);
        Ledger ledger = Ledger.at(Output.at(output.toString()));
        Inventory held = ledger.inventory();
        ChainStates states = ChainStates.at(Output.at(output.toString()));
        List<LedgerRow> rows = new ArrayList<>();
        plan.grid().tracks().forEach(track -> {
            compute(definition, plan, track, held, states, rows);
            if (rows.size() >= SEGMENT) {
                ledger.commit(rows);
                rows.clear();
            }
        });
        ledger.commit(rows);
        return this;
    }

    private static <P extends Record, Q> void compute(
            Definition<P, Q> definition,
            SweepPlan<P> plan,
            Track<P> track,
            Inventory held,
            ChainStates states,
            List<LedgerRow> rows) {
        BatchRunner<P, Q> runner = BatchRunner.of(definition, track, new QuenchCache());
        byte[] state = new byte[0];
        for (Batch batch : plan.missing(track, held, states)) {
            BatchResult result = runner.run(batch.address(), batch.address().leg() == 0 ? new byte[0] : state);
            state = result.state();
            result.rows()
                    .forEach(
                            row -> rows.add(new LedgerRow(row, Provenance.here().circumstances(0.001))));
        }
    }
}
