package phasegrid.jobs.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import phasegrid.jobs.table.Output;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says what a run would do, without doing it. */
@Command(
        name = "plan",
        description = "Say what a run would do and cost, and where every value comes from; nothing runs.",
        footer = {
            "",
            "Examples:",
            "  phasegrid plan sweeps/quickstart.yaml",
            "  phasegrid plan sweeps/quickstart.yaml replicas=1000000"
        })
public final class PlanVerb implements Verb {
    @Mixin
    private Console console;

    @Mixin
    private SweepArguments arguments;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() {
        Sweep sweep = arguments.read();
        Forecast forecast = Forecast.of(sweep);
        List<Origin.Setting> settings = new ArrayList<>(Origin.of(sweep, arguments.overrides()));
        settings.add(output(sweep.output()));
        if (json) {
            console.out().println(Json.of(json(sweep, forecast, settings)));
        } else {
            text(sweep, forecast, settings).forEach(console.out()::println);
        }
        return 0;
    }

    private Origin.Setting output(Output output) {
        return new Origin.Setting(
                "output", output.toString(), arguments.outputGiven() ? "command line" : "usual value");
    }

    private static List<String> text(Sweep sweep, Forecast forecast, List<Origin.Setting> settings) {
        List<String> text = new ArrayList<>(Lines.wrapped(sweep.title(), Console.width()));
        text.add("");
        text.addAll(numbers(forecast).text("", Console.width()));
        text.add("");
        Lines values = new Lines().add("setting", "from", "value");
        settings.forEach(s -> values.add(s.name(), s.from(), s.value()));
        text.addAll(values.text("", Console.width()));
        return text;
    }

    private static Lines numbers(Forecast f) {
        Census census = f.census();
        String about = f.estimate() ? "about " : "";
        double held = census.batches() - census.missing();
        Lines lines = new Lines();
        lines.add("points", about + count(census.points()) + points(f));
        lines.add(
                "batches",
                about + count(census.batches()) + ": " + count(held) + " stored, " + count(census.missing())
                        + " to compute");
        lines.add("cost", "about " + Lines.number(f.coreSeconds(), 2) + " core-seconds, " + onCores(f.coreSeconds()));
        if (f.estimate()) {
            lines.add("", "estimates, from a sample of the cells: the grid is too large to walk");
        }
        return lines;
    }

    private static String points(Forecast f) {
        String cells = " of " + count(f.cells().doubleValue()) + " cells";
        double out = f.cells().doubleValue() - f.left();
        String left = out > 0 ? ", " + count(out) + " left out by where" : "";
        String merged = f.merged() >= 1 && !f.estimate()
                ? ", " + count(f.merged()) + " merged into points of equal values"
                : "";
        return cells + left + merged;
    }

    private static String onCores(double coreSeconds) {
        int cores = Runtime.getRuntime().availableProcessors();
        return Remaining.time(coreSeconds / cores) + " on the " + cores + (cores == 1 ? " core" : " cores") + " here";
    }

    private static String count(double number) {
        return String.format(Locale.ROOT, "%,.0f", number);
    }

    private static Map<String, Object> json(Sweep sweep, Forecast f, List<Origin.Setting> settings) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("file", sweep.file());
        json.put("model", sweep.definition().model().card().reference());
        json.put("cells", f.cells().doubleValue());
        json.put("points", f.census().points());
        json.put("merged", f.estimate() ? null : f.merged());
        json.put("batches", f.census().batches());
        json.put("batches_missing", f.census().missing());
        json.put("core_seconds", f.coreSeconds());
        json.put("estimate", f.estimate());
        Map<String, Object> values = new LinkedHashMap<>();
        settings.forEach(s -> values.put(s.name(), value(s)));
        json.put("settings", values);
        return json;
    }

    private static Map<String, Object> value(Origin.Setting setting) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("value", setting.value());
        json.put("from", setting.from());
        return json;
    }
}
