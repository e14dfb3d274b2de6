package phasegrid.engine.definition;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The choice among the records of a sealed interface, each with components of its own. */
record ChoiceComponent(PlainComponent choice, Map<String, Variant> variants) implements Component {
    record Variant(RecordShape<?> shape, List<Component> components) {}

    static ChoiceComponent of(String name, Class<?> type, Param param) {
        Map<String, Variant> variants = new LinkedHashMap<>();
        Arrays.stream(type.getPermittedSubclasses())
                .forEach(v -> variants.put(Component.kebab(v.getSimpleName()), variant(name, v)));
        Leaf leaf = new Leaf(name, Leaf.Kind.CHOICE, param, List.copyOf(variants.keySet()), "");
        return new ChoiceComponent(new PlainComponent(leaf, String.class), variants);
    }

    private static Variant variant(String name, Class<?> type) {
        RecordShape<?> shape = RecordShape.of(type);
        String label = Component.kebab(type.getSimpleName());
        return new Variant(
                shape,
                shape.components().stream()
                        .map(c -> Component.of(name + ".", label, c))
                        .toList());
    }

    @Override
    public List<Leaf> leaves() {
        return Stream.concat(
                        Stream.of(choice.leaf()),
                        variants.values().stream()
                                .flatMap(v -> v.components().stream())
                                .flatMap(c -> c.leaves().stream()))
                .toList();
    }

    @Override
    public List<Leaf> chosen(Map<String, Value> values) {
        List<Leaf> chosen = new ArrayList<>(choice.chosen(values));
        variant(values).components().forEach(c -> chosen.addAll(c.chosen(values)));
        return chosen;
    }

    private Variant variant(Map<String, Value> values) {
        Value value = values.getOrDefault(choice.leaf().name(), choice.usual());
        Variant first = variants.get(choice.leaf().words().get(0));
        return value == null ? first : variants.getOrDefault(value.text(), first);
    }

    @Override
    public void complete(Map<String, Value> given, Map<String, Value> all, List<Problem> problems) {
        choice.complete(given, all, problems);
        variant(all).components().forEach(c -> c.complete(given, all, problems));
    }

    @Override
    public Object bind(Map<String, Value> values) {
        Variant variant = variant(values);
        return variant.shape()
                .create(variant.components().stream().map(c -> c.bind(values)).toArray());
    }

    @Override
    public void unbind(Object component, Map<String, Value> values) {
        String label = Component.kebab(component.getClass().getSimpleName());
        values.put(choice.leaf().name(), new Value.Word(label));
        Variant variant = variants.get(label);
        for (int i = 0; i < variant.components().size(); i++) {
            variant.components().get(i).unbind(variant.shape().read(component, i), values);
        }
    }
}
