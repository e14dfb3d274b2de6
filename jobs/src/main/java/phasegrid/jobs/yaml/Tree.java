package phasegrid.jobs.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** What a file says, before anyone asks what it means: texts, lists and maps, each with its place. Immutable. */
sealed interface Tree {
    /** Where it begins. */
    Place place();

    /** What it is, for messages. */
    String kind();

    /** Letters; numbers and words alike. {@code plain} without quotes. */
    record Text(Place place, String text, boolean plain) implements Tree {
        /** Whether nothing is said: {@code key:} with no value, {@code ~} or {@code null}. */
        boolean empty() {
            return plain && (text.isEmpty() || text.equals("~") || text.equals("null"));
        }

        @Override
        public String kind() {
            return empty() ? "nothing" : "'" + Shown.of(text) + "'";
        }
    }

    /** A list. */
    record Items(Place place, List<Tree> items) implements Tree {
        public Items {
            items = List.copyOf(items);
        }

        @Override
        public String kind() {
            return "a list";
        }
    }

    /** A key with its value. */
    record Field(Place place, String key, Tree value) {}

    /** A map; keys are unique. */
    record Fields(Place place, List<Field> fields) implements Tree {
        public Fields {
            fields = List.copyOf(fields);
        }

        @Override
        public String kind() {
            return "a map";
        }

        /** The field called {@code key}. */
        Optional<Field> field(String key) {
            return fields.stream().filter(f -> f.key().equals(key)).findFirst();
        }

        /** The map under {@code key}; empty where there is none. */
        Fields section(String key) {
            return field(key)
                    .map(Field::value)
                    .filter(Fields.class::isInstance)
                    .map(Fields.class::cast)
                    .orElseGet(() -> new Fields(place, List.of()));
        }

        /** With this field in the place of its namesake, else at the end. */
        Fields with(Field field) {
            List<Field> all = new ArrayList<>(fields);
            all.replaceAll(f -> f.key().equals(field.key()) ? field : f);
            if (field(field.key()).isEmpty()) {
                all.add(field);
            }
            return new Fields(place, all);
        }

        /** Without the fields whose keys are like this. */
        Fields without(Predicate<String> keys) {
            return new Fields(
                    place, fields.stream().filter(f -> !keys.test(f.key())).toList());
        }

        /** With another map under {@code key}, where there is a map. */
        Fields inside(String key, UnaryOperator<Fields> change) {
            return field(key).filter(f -> f.value() instanceof Fields).isEmpty()
                    ? this
                    : with(new Field(field(key).get().place(), key, change.apply(section(key))));
        }
    }
}
