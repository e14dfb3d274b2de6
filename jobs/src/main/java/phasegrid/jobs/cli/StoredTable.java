package phasegrid.jobs.cli;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import phasegrid.engine.definition.Definition;
import phasegrid.engine.sweep.SweepSpec;
import phasegrid.jobs.spark.SweepPlan;
import phasegrid.jobs.spark.SweepRun;
import phasegrid.jobs.table.Folded;
import phasegrid.jobs.table.Inventory;
import phasegrid.jobs.table.Ledger;
import phasegrid.jobs.table.PhaseTable;

/** Finds the table of a sweep, and folds it again where the sweep or the ledger has moved on since it was written. */
public final class StoredTable {
    private static final String SPEC = "phasegrid.spec";

    private StoredTable() {}

    /** The table that says what the ledger holds now; says so where it had to be folded. */
    public static PhaseTable of(Sweep sweep, SparkOptions spark, Console console) {
        Inventory inventory = Ledger.at(sweep.output()).inventory();
        if (inventory.rows() == 0) {
            throw new BadInput("Cannot show the table of " + sweep.file() + ": nothing is stored in " + sweep.output()
                    + "; run it first, or name the folder with --output");
        }
        Optional<PhaseTable> stored = PhaseTable.read(sweep.output());
        return stored.filter(table -> fresh(sweep.definition(), sweep, table, inventory))
                .orElseGet(() -> {
                    String why = stored.isPresent() ? "is not of this sweep and ledger any more" : "is not there yet";
                    console.err().println("The stored table " + why + ": folding it again.");
                    return SweepRun.fold(spark.request(sweep, 0)).table().orElseThrow();
                });
    }

    private static <P extends Record> boolean fresh(
            Definition<P, ?> definition, Sweep sweep, PhaseTable table, Inventory inventory) {
        Folded now = new SweepPlan<>(definition, sweep.jar(), sweep.spec()).identity(inventory);
        return table.folded().filter(now::equals).isPresent()
                && spec(definition, sweep.spec()).equals(table.metadata().get(SPEC));
    }

    /** How a table of this sweep would name it. */
    private static String spec(Definition<?, ?> definition, SweepSpec spec) {
        return PhaseTable.of(definition, spec, List.of(), Map.of()).metadata().get(SPEC);
    }
}
