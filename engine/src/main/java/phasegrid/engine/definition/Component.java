package phasegrid.engine.definition;

import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;

/** One component of a point: a plain value, or the choice of a variant with the variant's own components. */
sealed interface Component permits PlainComponent, ChoiceComponent {
    /** Every parameter it may have. */
    List<Leaf> leaves();

    /** The parameters it has under these values. */
    List<Leaf> chosen(Map<String, Value> values);

    /** Puts its values, given or usual, into {@code all}. */
    void complete(Map<String, Value> given, Map<String, Value> all, List<Problem> problems);

    /** The component's Java value. */
    Object bind(Map<String, Value> values);

    /** Puts the values of a Java value into {@code values}. */
    void unbind(Object component, Map<String, Value> values);

    static Component of(RecordComponent c) {
        return of("", "", c);
    }

    static Component of(String prefix, String variant, RecordComponent c) {
        Param param = c.getAnnotation(Param.class);
        if (param == null) {
            throw new IllegalArgumentException(
                    "Cannot read " + c.getDeclaringRecord().getName() + "." + c.getName() + ": it has no @Param");
        }
        String name = prefix + c.getName();
        return c.getType().isSealed() && !c.getType().isEnum()
                ? ChoiceComponent.of(name, c.getType(), param)
                : PlainComponent.of(name, variant, c.getType(), param);
    }

    /** {@code EulerMaruyama} and {@code EULER_MARUYAMA} as {@code euler-maruyama}. */
    static String kebab(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").replace('_', '-').toLowerCase(java.util.Locale.ROOT);
    }
}
