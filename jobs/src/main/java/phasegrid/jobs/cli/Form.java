package phasegrid.jobs.cli;

import java.util.Optional;
import java.util.function.Function;
import phasegrid.jobs.table.PhaseTable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The form in which programs want a table: a mixin. With any of them standard output holds only the table. */
final class Form {
    @ArgGroup(exclusive = true)
    private Choice choice;

    /** At most one. */
    private static final class Choice {
        @Option(names = "--csv", description = "Print comma-separated values.")
        private boolean csv;

        @Option(names = "--json", description = "Print JSON.")
        private boolean json;

        @Option(names = "--hash", description = "Print the hash of what was chosen and measured: 64 digits.")
        private boolean hash;
    }

    /** How to write a table, nothing where people read it. */
    Optional<Function<PhaseTable, String>> chosen() {
        if (choice == null) {
            return Optional.empty();
        } else if (choice.csv) {
            return Optional.of(table -> table.toCsv().stripTrailing());
        }
        return Optional.of(choice.json ? table -> table.toJson().stripTrailing() : PhaseTable::hash);
    }
}
