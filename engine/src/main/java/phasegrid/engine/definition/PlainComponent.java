package phasegrid.engine.definition;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A number, a word or a list of numbers; {@code usual} is null where there is none, else a good value. */
record PlainComponent(Leaf leaf, Class<?> type, Value usual) implements Component {
    /** Refuses a usual value that could not be given. */
    PlainComponent {
        if (usual != null) {
            Spelling.problem(leaf, usual).ifPresent(message -> {
                throw new IllegalArgumentException("Cannot use the usual value of " + leaf.name() + ": " + message);
            });
        }
    }

    PlainComponent(Leaf leaf, Class<?> type) {
        this(leaf, type, Spelling.usual(leaf));
    }

    static PlainComponent of(String name, String variant, Class<?> type, Param param) {
        List<String> words = type == boolean.class
                ? List.of("false", "true")
                : type.isEnum()
                        ? Arrays.stream(type.getEnumConstants())
                                .map(c -> Component.kebab(((Enum<?>) c).name()))
                                .toList()
                        : List.of();
        return new PlainComponent(new Leaf(name, kind(type), param, words, variant), type);
    }

    private static Leaf.Kind kind(Class<?> type) {
        if (type == double.class) {
            return Leaf.Kind.REAL;
        } else if (type == int.class) {
            return Leaf.Kind.INT;
        } else if (type == long.class) {
            return Leaf.Kind.LONG;
        } else if (type == boolean.class || type.isEnum()) {
            return Leaf.Kind.WORD;
        } else if (type == List.class) {
            return Leaf.Kind.REALS;
        } else if (type == DataFile.class) {
            return Leaf.Kind.DATA;
        }
        throw new IllegalArgumentException(
                "Cannot use a parameter of type " + type.getName()
                        + ": use int, long, double, boolean, an enum, List<Double>, DataFile, or a sealed interface of records");
    }

    @Override
    public List<Leaf> leaves() {
        return List.of(leaf);
    }

    @Override
    public List<Leaf> chosen(Map<String, Value> values) {
        return leaves();
    }

    @Override
    public void complete(Map<String, Value> given, Map<String, Value> all, List<Problem> problems) {
        Value value = given.get(leaf.name());
        if (value == null && usual != null) {
            all.put(leaf.name(), usual);
            return;
        }
        if (value == null) {
            problems.add(new Problem(
                    leaf.name(),
                    "needs a value: " + leaf.domain() + " (" + leaf.param().doc() + ")"));
            return;
        }
        Spelling.problem(leaf, value).ifPresent(message -> problems.add(new Problem(leaf.name(), message)));
        all.put(leaf.name(), Spelling.fitted(leaf, value));
    }

    @Override
    public Object bind(Map<String, Value> values) {
        Value value = values.get(leaf.name());
        return switch (leaf.kind()) {
            case REAL -> value.number();
            case INT -> Math.toIntExact(((Value.Whole) value).value());
            case LONG -> ((Value.Whole) value).value();
            case REALS -> ((Value.Reals) value).values();
            case DATA -> ((Value.Data) value).file();
            case WORD, CHOICE -> word(value.text());
        };
    }

    private Object word(String text) {
        int index = leaf.words().indexOf(text);
        return type == boolean.class ? (Object) (index == 1) : type.getEnumConstants()[index];
    }

    @Override
    public void unbind(Object component, Map<String, Value> values) {
        values.put(leaf.name(), value(component));
    }

    private Value value(Object component) {
        return switch (leaf.kind()) {
            case REAL -> new Value.Real((Double) component);
            case INT, LONG -> new Value.Whole(((Number) component).longValue());
            case REALS ->
                new Value.Reals(
                        ((List<?>) component).stream().map(v -> (Double) v).toList());
            case DATA -> new Value.Data((DataFile) component);
            case WORD, CHOICE ->
                new Value.Word(component instanceof Enum<?> e ? Component.kebab(e.name()) : component.toString());
        };
    }
}
