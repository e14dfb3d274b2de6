package phasegrid.jobs.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import phasegrid.engine.definition.Card;
import phasegrid.engine.definition.Citation;
import phasegrid.engine.definition.Definition;
import phasegrid.engine.definition.Leaf;
import phasegrid.engine.definition.Line;
import phasegrid.engine.definition.Model;
import phasegrid.engine.definition.Observable;
import phasegrid.engine.definition.Reference;

/** A model as a tree for {@link Json}. */
final class DescriptionJson {
    private DescriptionJson() {}

    static Map<String, Object> of(Definition<?, ?> definition) {
        Card card = definition.model().card();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("model", card.id());
        json.put("version", card.version());
        json.put("family", card.family());
        json.put("title", card.title());
        json.put("summary", card.summary());
        json.put(
                "parameters",
                Stated.of(definition.schema()).stream()
                        .map(stated -> parameter(stated.leaf(), stated.of()))
                        .toList());
        json.put(
                "observables",
                definition.columns().entrySet().stream()
                        .map(e -> observable(e.getKey(), e.getValue()))
                        .toList());
        json.put("references", references(definition.model()));
        json.put("lines", lines(definition.model()));
        json.put("slopes", slopes(definition.model()));
        json.put("test_points", definition.model().testPoints());
        json.put("example", Example.of(definition));
        return json;
    }

    private static Map<String, Object> parameter(Leaf leaf, String of) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", leaf.name());
        json.put("symbol", leaf.param().symbol());
        json.put("meaning", leaf.param().doc());
        json.put("unit", leaf.param().unit());
        json.put("definition", leaf.param().definition());
        json.put("kind", leaf.kind().name().toLowerCase(Locale.ROOT));
        json.put("usual", leaf.param().usual().isEmpty() ? null : leaf.param().usual());
        json.put("min", leaf.param().min());
        json.put("max", leaf.param().max());
        json.put("words", leaf.words());
        json.put("of", of);
        json.put("given", leaf.param().given());
        json.put("along", leaf.param().along().name().toLowerCase(Locale.ROOT));
        json.put("quench", leaf.param().quench().name().toLowerCase(Locale.ROOT));
        return json;
    }

    private static Map<String, Object> observable(String name, Observable x) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", name);
        json.put("unit", x.unit());
        json.put("definition", x.definition());
        return json;
    }

    private static List<Map<String, Object>> references(Model<?, ?> model) {
        return model.references().stream().map(DescriptionJson::reference).toList();
    }

    private static Map<String, Object> reference(Reference<?> reference) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("observable", reference.observable().name());
        json.put("kind", reference.kind());
        json.put("source", reference.source().toString());
        return json;
    }

    private static List<Map<String, Object>> lines(Model<?, ?> model) {
        return model.lines().stream().map(DescriptionJson::line).toList();
    }

    private static Map<String, Object> line(Line<?> line) {
        return along(line.name(), line.along(), line.definition(), line.source());
    }

    private static List<Map<String, Object>> slopes(Model<?, ?> model) {
        return model.slopes().stream()
                .map(slope -> along(slope.name(), slope.along(), slope.definition(), slope.source()))
                .toList();
    }

    private static Map<String, Object> along(String name, String along, String definition, Citation source) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", name);
        json.put("along", along);
        json.put("definition", definition);
        json.put("source", source.toString());
        return json;
    }
}
