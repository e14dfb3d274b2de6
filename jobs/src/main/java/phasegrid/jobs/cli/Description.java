package phasegrid.jobs.cli;

import java.util.ArrayList;
import java.util.List;
import phasegrid.engine.definition.Along;
import phasegrid.engine.definition.Card;
import phasegrid.engine.definition.Definition;
import phasegrid.engine.definition.Leaf;
import phasegrid.engine.definition.Model;
import phasegrid.engine.definition.Quench;
import phasegrid.jobs.table.Digits;

/** A model in plain text: what a physicist needs to sweep it. */
final class Description {
    private static final String INDENT = "  ";
    private static final int WIDEST_RANGE = 40;

    private final Definition<?, ?> definition;
    private final int width;
    private final List<String> lines = new ArrayList<>();

    private Description(Definition<?, ?> definition, int width) {
        this.definition = definition;
        this.width = width;
    }

    static List<String> of(Definition<?, ?> definition, int width) {
        return new Description(definition, width).all();
    }

    private List<String> all() {
        Card card = definition.model().card();
        lines.add(card.reference() + ": " + card.title() + " (" + card.family() + ")");
        lines.addAll(Lines.wrapped(card.summary(), width));
        parameters();
        observables();
        theory(definition.model());
        examples();
        return lines;
    }

    private void section(String title, Lines body) {
        lines.add("");
        lines.add(title);
        lines.addAll(body.text(INDENT, width));
    }

    private void parameters() {
        Lines body = new Lines().add("name", "symbol", "usual", "range", "meaning");
        Stated.of(definition.schema()).forEach(stated -> add(stated.leaf(), stated.of(), body));
        section("Parameters", body);
    }

    private static void add(Leaf leaf, String of, Lines body) {
        body.add(leaf.name(), leaf.param().symbol(), usual(leaf), range(leaf), meaning(leaf, of));
    }

    private static String usual(Leaf leaf) {
        return leaf.param().usual().isEmpty() ? Digits.NOTHING : leaf.param().usual();
    }

    private static String range(Leaf leaf) {
        return manyWords(leaf) ? "a word" : leaf.domain().replace("a whole number in", "whole");
    }

    /** Whether the words are too many for a column of their own. */
    private static boolean manyWords(Leaf leaf) {
        return !leaf.words().isEmpty() && leaf.domain().length() > WIDEST_RANGE;
    }

    private static String meaning(Leaf leaf, String of) {
        StringBuilder meaning = new StringBuilder(leaf.param().doc());
        meaning.append(manyWords(leaf) ? ": " + leaf.domain() : "");
        meaning.append(
                leaf.param().unit().isEmpty() ? "" : " in " + leaf.param().unit());
        meaning.append(
                leaf.param().definition().isEmpty()
                        ? ""
                        : "; the axis is: " + leaf.param().definition());
        meaning.append(
                leaf.param().given().isEmpty()
                        ? ""
                        : "; or give " + leaf.param().given());
        meaning.append(of.isEmpty() ? "" : "; of " + of);
        meaning.append(leaf.param().along() == Along.READOUT ? "; values are read from one run" : "");
        meaning.append(leaf.param().along() == Along.LADDER ? "; values interact in one run" : "");
        meaning.append(leaf.param().quench() == Quench.NESTS ? "; samples are nested along it" : "");
        return meaning.append(leaf.param().quench() == Quench.FIXES ? "; fixes the disorder" : "")
                .toString();
    }

    private void observables() {
        Lines body = new Lines().add("name", "unit", "meaning");
        definition.columns().forEach((name, x) -> body.add(name, x.unit(), x.definition()));
        section("Observables", body);
    }

    private void theory(Model<?, ?> model) {
        Lines references = new Lines().add("observable", "kind", "source");
        model.references().forEach(r -> references.add(r.observable().name(), r.kind(), r.source()));
        section("Theory: of each observable the first kind that holds at a point is laid beside the mean", references);
        Lines body = new Lines().add("name", "along", "meaning", "source");
        model.lines().forEach(line -> body.add(line.name(), line.along(), line.definition(), line.source()));
        section("Transition lines", body);
        if (!model.slopes().isEmpty()) {
            Lines slopes = new Lines().add("name", "along", "meaning", "source");
            model.slopes()
                    .forEach(slope -> slopes.add(slope.name(), slope.along(), slope.definition(), slope.source()));
            section("Slopes: drawn with logarithmic axes", slopes);
        }
    }

    private void examples() {
        String command =
                INDENT + "./phasegrid point " + definition.model().card().id() + " ";
        lines.addAll(List.of("", "Points to try"));
        definition.model().testPoints().forEach(point -> lines.add(command + point));
        lines.add("");
        lines.add("A sweep to begin with: save it as sweeps/mine.yaml, then ./phasegrid run sweeps/mine.yaml");
        Example.of(definition).lines().forEach(line -> lines.add(INDENT + line));
    }
}
