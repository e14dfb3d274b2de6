package phasegrid.jobs.cli;

import java.util.List;
import java.util.function.Function;
import phasegrid.engine.definition.Definition;
import phasegrid.engine.sweep.Grid;
import phasegrid.engine.sweep.Point;
import phasegrid.jobs.table.PhaseTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the phase table of a sweep. */
@Command(
        name = "table",
        description = "Show the phase table of what is stored; nothing is sampled.",
        footer = {
            "",
            "Examples:",
            "  phasegrid table sweeps/quickstart.yaml --csv",
            "  phasegrid table sweeps/quickstart.yaml --hash",
            "  phasegrid table sweeps/quickstart.yaml --commands"
        })
public final class TableVerb implements Verb {
    @Mixin
    private Console console;

    @Mixin
    private SweepArguments arguments;

    @Mixin
    private SparkOptions spark;

    @Mixin
    private Form form;

    @Option(names = "--commands", description = "Print the command that samples each row by itself, to the bit.")
    private boolean commands;

    @Option(
            names = "--row",
            paramLabel = "KEY",
            description = "Print that command for the row whose point_key begins with KEY.")
    private String row;

    @Override
    public Integer call() {
        Sweep sweep = arguments.read();
        if (commands || row != null) {
            commands(sweep.definition(), sweep).forEach(console.out()::println);
        } else {
            console.out().println(form.chosen().orElse(text()).apply(StoredTable.of(sweep, spark, console)));
        }
        return 0;
    }

    private static Function<PhaseTable, String> text() {
        return table -> Colours.of(table.toText(Console.width()).stripTrailing());
    }

    private <P extends Record> List<String> commands(Definition<P, ?> definition, Sweep sweep) {
        String prefix = row == null ? "" : row;
        List<Point<P>> points = Grid.of(definition, sweep.spec(), sweep.jar()).points().stream()
                .filter(point -> point.key().startsWith(prefix))
                .toList();
        if (row != null && points.size() != 1) {
            throw new BadInput("Cannot tell the row " + row + ": " + points.size()
                    + " rows have a point_key that begins with it; the keys are in table " + sweep.file() + " --csv");
        }
        return points.stream()
                .map(point -> PointCommand.of(definition, sweep.spec(), point))
                .toList();
    }
}
