package phasegrid.jobs.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import phasegrid.engine.definition.Definition;
import phasegrid.engine.definition.Reference;
import phasegrid.engine.sweep.Grid;
import phasegrid.engine.sweep.Point;
import phasegrid.engine.sweep.Theory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Computes what theory says of one point; samples nothing. */
@Command(
        name = "theory",
        description = "Compute everything that theory says of one point; nothing is sampled.",
        footer = {
            "",
            "Examples:",
            "  phasegrid theory two-gaussians d=256 t=2.5",
            "  phasegrid theory hopfield d=1000 n=100 temperature=0.2 --json"
        })
public final class TheoryVerb implements Verb {
    private static final int DIGITS = 8;

    @Mixin
    private Console console;

    @Mixin
    private PointArguments arguments;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() {
        computed(arguments.definition());
        return 0;
    }

    private <P extends Record> void computed(Definition<P, ?> definition) {
        Point<P> point = Grid.of(definition, arguments.spec()).points().get(0);
        Theory<P> theory = Theory.of(definition);
        List<Reference<P>> references = theory.references(point.parameters());
        Map<String, Double> lines = theory.lines(point.parameters());
        if (json) {
            console.out().println(Json.of(json(definition, point, references, lines)));
        } else {
            PointReport.heading(definition, point.values(), Console.width()).forEach(console.out()::println);
            console.out().println();
            table(point.parameters(), references).text("", Console.width()).forEach(console.out()::println);
            PointReport.lines(lines, Console.width()).forEach(console.out()::println);
        }
    }

    private static <P extends Record> Map<String, Object> json(
            Definition<P, ?> definition, Point<P> point, List<Reference<P>> references, Map<String, Double> lines) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("model", definition.model().card().id());
        json.put("version", definition.model().card().version());
        json.put("parameters", point.values());
        json.put(
                "references",
                references.stream().map(r -> json(r, point.parameters())).toList());
        json.put("lines", lines);
        return json;
    }

    private static <P extends Record> Map<String, Object> json(Reference<P> reference, P point) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("observable", reference.observable().name());
        json.put("kind", reference.kind());
        json.put("value", reference.at(point));
        json.put("allowance", reference.allowance(point));
        json.put("source", reference.source().toString());
        return json;
    }

    private static <P extends Record> Lines table(P point, List<Reference<P>> references) {
        Lines lines = new Lines().add("observable", "value", "allowance", "kind", "source");
        references.forEach(r -> lines.add(
                r.observable().name(),
                Lines.number(r.at(point), DIGITS),
                Lines.number(r.allowance(point), 2),
                r.kind(),
                r.source()));
        return lines;
    }
}
