package phasegrid.jobs.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import phasegrid.engine.sweep.Agreement;
import phasegrid.jobs.table.Comparison;
import phasegrid.jobs.table.Comparison.Difference;
import phasegrid.jobs.table.Digits;
import phasegrid.jobs.table.Output;
import phasegrid.jobs.table.PhaseTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares two stored tables. */
@Command(
        name = "diff",
        description =
                "Compare two stored tables point by point, in standard errors; exit status 1 where the same samples "
                        + "gave other bits, or other samples another answer.",
        footer = {
            "",
            "Examples:",
            "  phasegrid diff sweeps/quickstart.yaml runs/quickstart",
            "  phasegrid diff runs/mine runs/theirs --json"
        })
public final class DiffVerb implements Verb {
    private static final int LARGEST = 10;

    @Mixin
    private Console console;

    @Parameters(
            index = "0",
            paramLabel = "A",
            description = "A sweep file, whose usual output is read, or a folder or URI with a phase.parquet.")
    private String first;

    @Parameters(index = "1", paramLabel = "B", description = "Another.")
    private String second;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() {
        PhaseTable a = table(first);
        PhaseTable b = table(second);
        Comparison comparison = Comparison.of(a, b);
        if (json) {
            console.out().println(Json.of(json(a, b, comparison)));
        } else {
            text(a, b, comparison).forEach(console.out()::println);
        }
        return sound(comparison) ? 0 : 1;
    }

    private static boolean sound(Comparison comparison) {
        return !comparison.broken()
                && comparison.observables().stream()
                        .noneMatch(x -> comparison.agreement(x).doubtful());
    }

    private static PhaseTable table(String name) {
        String folder = name.matches(".*\\.ya?ml")
                ? SweepArguments.usualOutput(name)
                : name.replaceFirst("/?phase\\.parquet$", "");
        return PhaseTable.read(Output.at(folder.isEmpty() ? "." : folder))
                .orElseThrow(() -> new BadInput("Cannot compare " + name + ": there is no whole phase.parquet in "
                        + folder + "; run or fold the sweep first, or name its output"));
    }

    private List<String> text(PhaseTable a, PhaseTable b, Comparison comparison) {
        List<String> lines = new ArrayList<>();
        lines.add("A  " + first + ": " + a.rows().size() + " points, hash " + a.hash());
        lines.add("B  " + second + ": " + b.rows().size() + " points, hash " + b.hash());
        lines.add(comparison.both() + " points in both, " + comparison.onlyFirst() + " only in A, "
                + comparison.onlySecond() + " only in B");
        lines.add("");
        lines.addAll(judged(comparison).text("", Console.width()));
        lines.addAll(largest(comparison));
        return lines;
    }

    private static Lines judged(Comparison comparison) {
        Lines lines = new Lines()
                .add("observable", "same bits", "same samples, other bits", "χ²/rows", "p", "max |z|", "verdict");
        for (String x : comparison.observables()) {
            Agreement agreement = comparison.agreement(x);
            lines.add(
                    x,
                    count(comparison, x, true) + "/" + comparison.of(x).size(),
                    count(comparison, x, false),
                    Lines.number(agreement.chiSquared(), 3) + "/" + agreement.rows(),
                    Lines.number(agreement.p(), 2),
                    Lines.number(agreement.largest(), 2),
                    verdict(comparison, x));
        }
        return lines;
    }

    private static long count(Comparison comparison, String x, boolean same) {
        return comparison.of(x).stream()
                .filter(d -> same ? d.sameBits() : d.broken())
                .count();
    }

    private static String verdict(Comparison comparison, String x) {
        if (count(comparison, x, false) > 0) {
            return "BROKEN";
        }
        Agreement agreement = comparison.agreement(x);
        return agreement.rows() == 0 ? "the same samples" : agreement.doubtful() ? "DIFFERS" : "agrees";
    }

    private static List<Difference> worst(Comparison comparison) {
        return comparison.differences().stream()
                .filter(d -> d.broken() || Double.isFinite(d.z()))
                .sorted(Comparator.comparingDouble(d -> d.broken() ? Double.NEGATIVE_INFINITY : -Math.abs(d.z())))
                .limit(LARGEST)
                .toList();
    }

    private static List<String> largest(Comparison comparison) {
        List<Difference> worst = worst(comparison);
        if (worst.isEmpty()) {
            return List.of();
        }
        List<String> varying = varying(comparison);
        Lines lines = new Lines().add("point", "observable", "A", "B", "z");
        worst.forEach(d -> lines.add(
                varying.stream()
                        .map(name -> name + "=" + shown(d.at().get(name)))
                        .collect(Collectors.joining(" ")),
                d.observable(),
                Lines.measured(d.a(), d.aError()),
                Lines.measured(d.b(), d.bError()),
                d.broken() ? "other bits" : Lines.z(d.z())));
        List<String> text = new ArrayList<>(List.of("", "largest differences"));
        text.addAll(lines.text("  ", Console.width()));
        return text;
    }

    private static List<String> varying(Comparison comparison) {
        return comparison.differences().get(0).at().keySet().stream()
                .filter(name -> comparison.differences().stream()
                                .map(d -> String.valueOf(d.at().get(name)))
                                .distinct()
                                .count()
                        > 1)
                .toList();
    }

    private static String shown(Object value) {
        return value instanceof Double number ? Digits.plain(number) : String.valueOf(value);
    }

    private Map<String, Object> json(PhaseTable a, PhaseTable b, Comparison comparison) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("first", first);
        all.put("first_hash", a.hash());
        all.put("second", second);
        all.put("second_hash", b.hash());
        all.put("both", comparison.both());
        all.put("only_first", comparison.onlyFirst());
        all.put("only_second", comparison.onlySecond());
        Map<String, Object> observables = new LinkedHashMap<>();
        comparison.observables().forEach(x -> observables.put(x, json(comparison, x)));
        all.put("observables", observables);
        all.put("differences", worst(comparison).stream().map(DiffVerb::json).toList());
        return all;
    }

    private static Map<String, Object> json(Comparison comparison, String x) {
        Agreement agreement = comparison.agreement(x);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("points", comparison.of(x).size());
        json.put("same_bits", count(comparison, x, true));
        json.put("same_samples_other_bits", count(comparison, x, false));
        json.put("rows", agreement.rows());
        json.put("chi_squared", agreement.chiSquared());
        json.put("p", agreement.p());
        json.put("largest_z", agreement.largest());
        json.put("verdict", verdict(comparison, x));
        return json;
    }

    private static Map<String, Object> json(Difference d) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("at", d.at());
        json.put("observable", d.observable());
        json.put("a", d.a());
        json.put("a_stderr", d.aError());
        json.put("b", d.b());
        json.put("b_stderr", d.bError());
        json.put("z", d.z());
        return json;
    }
}
