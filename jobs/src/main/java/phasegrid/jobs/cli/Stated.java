package phasegrid.jobs.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import phasegrid.engine.definition.Leaf;
import phasegrid.engine.definition.Schema;

/**
 * A parameter as it is shown: once, however many variants of a choice have it in the same words.
 *
 * @param leaf the parameter in the first of them
 * @param of the variants that have it, joined; empty where all have it or it belongs to none
 */
record Stated(Leaf leaf, String of) {
    static List<Stated> of(Schema<?> schema) {
        Map<List<Object>, List<Leaf>> same = new LinkedHashMap<>();
        schema.leaves().forEach(leaf -> same.computeIfAbsent(
                        List.of(leaf.name(), leaf.param(), leaf.words()), k -> new ArrayList<>())
                .add(leaf));
        return same.values().stream()
                .map(leaves -> new Stated(leaves.get(0), variants(schema, leaves)))
                .toList();
    }

    private static String variants(Schema<?> schema, List<Leaf> leaves) {
        Leaf choice = schema.leaf(leaves.get(0).choice());
        List<String> having = leaves.stream().map(Leaf::variant).distinct().toList();
        return choice != null && having.containsAll(choice.words()) ? "" : String.join(", ", having);
    }
}
