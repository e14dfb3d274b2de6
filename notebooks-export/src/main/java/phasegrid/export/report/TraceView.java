package phasegrid.export.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import phasegrid.engine.sweep.Trace;
import phasegrid.export.plot.Figure;
import phasegrid.export.plot.TraceFigure;
import phasegrid.jobs.cli.PointTrace;
import phasegrid.jobs.cli.TraceForm;

/** Traces as pictures for print, and as a page that works offline. */
public final class TraceView implements TraceForm {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public Set<String> endings() {
        return Set.of("svg", "png", "html");
    }

    @Override
    public byte[] bytes(String ending, PointTrace trace) {
        if (ending.equals("html")) {
            return page(trace).getBytes(StandardCharsets.UTF_8);
        }
        Figure figure = TraceFigure.of(trace.trace(), trace.title(), trace.replica());
        return ending.equals("svg") ? figure.svg() : figure.png();
    }

    private static String page(PointTrace trace) {
        String body = Html.tag("header", Html.text("h1", trace.title()))
                + "<div id=\"trace\" class=\"drawing\"></div>\n"
                + Html.text("p class=\"note\"", trace.replica())
                + "<noscript><p>The figure is drawn by a script inside this page.</p></noscript>\n"
                + "<script type=\"application/json\" id=\"data\">"
                + data(trace.trace()).replace("<", "\\u003c") + "</script>\n";
        return Page.whole(trace.title(), "", body, Page.script(Page.resource("trace.js")));
    }

    private static String data(Trace trace) {
        ObjectNode all = JSON.createObjectNode().put("clock", trace.clock()).put("told", trace.told());
        ArrayNode columns = all.putArray("columns");
        trace.columns().forEach(columns::add);
        ArrayNode paths = all.putArray("paths");
        for (Trace.Path path : trace.paths()) {
            ObjectNode node = paths.addObject();
            node.set("at", JSON.valueToTree(path.at()));
            node.set("values", JSON.valueToTree(path.values()));
        }
        try {
            return JSON.writeValueAsString(all);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can always be written", e);
        }
    }
}
