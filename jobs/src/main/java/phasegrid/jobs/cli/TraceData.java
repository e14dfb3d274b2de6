package phasegrid.jobs.cli;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import phasegrid.engine.definition.Value;
import phasegrid.engine.sweep.Trace;

/** Traces as numbers: CSV, one row a place of a path, and JSON. */
public final class TraceData implements TraceForm {
    @Override
    public Set<String> endings() {
        return Set.of("csv", "json");
    }

    @Override
    public byte[] bytes(String ending, PointTrace trace) {
        String text = ending.equals("csv") ? csv(trace.trace()) : Json.of(json(trace)) + "\n";
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String csv(Trace trace) {
        StringBuilder text =
                new StringBuilder("path," + trace.clock() + "," + String.join(",", trace.columns()) + "\n");
        for (int p = 0; p < trace.paths().size(); p++) {
            Trace.Path path = trace.paths().get(p);
            for (int i = 0; i < path.at().length; i++) {
                text.append(p + 1).append(',').append(Value.text(path.at()[i]));
                Arrays.stream(path.values()[i]).forEach(v -> text.append(',').append(Value.text(v)));
                text.append('\n');
            }
        }
        return text.toString();
    }

    private static Map<String, Object> json(PointTrace point) {
        Trace trace = point.trace();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("model", point.definition().model().card().id());
        json.put("version", point.definition().model().card().version());
        json.put("seed", point.seed());
        json.put("disorder", trace.disorder());
        json.put("thermal", trace.thermal());
        json.put("parameters", point.values());
        json.put("recorded", trace.recorded());
        json.put("paths", trace.paths().stream().map(path -> path(trace, path)).toList());
        return json;
    }

    private static Map<String, Object> path(Trace trace, Trace.Path path) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put(trace.clock(), list(path.at()));
        for (int c = 0; c < trace.columns().size(); c++) {
            int column = c;
            json.put(
                    trace.columns().get(c),
                    list(Arrays.stream(path.values())
                            .mapToDouble(row -> row[column])
                            .toArray()));
        }
        return json;
    }

    private static List<Double> list(double[] values) {
        return Arrays.stream(values).boxed().collect(Collectors.toList());
    }
}
