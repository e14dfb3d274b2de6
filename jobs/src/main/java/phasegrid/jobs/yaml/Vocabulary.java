package phasegrid.jobs.yaml;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import phasegrid.engine.definition.Definition;
import phasegrid.engine.definition.Leaf;
import phasegrid.engine.definition.Nearest;
import phasegrid.engine.definition.Value;
import phasegrid.engine.sweep.Alias;

/** The names by which a model's parameters may be given. Without a model every name passes. */
final class Vocabulary {
    private final Definition<?, ?> definition;
    private final List<Alias> aliases;
    private final Map<String, Leaf> leaves = new LinkedHashMap<>();
    private final Set<String> names = new LinkedHashSet<>();

    private Vocabulary(Definition<?, ?> definition) {
        this.definition = definition;
        aliases = definition == null ? List.of() : Alias.of(definition.schema());
        if (definition != null) {
            definition.schema().leaves().forEach(leaf -> leaves.putIfAbsent(leaf.name(), leaf));
            names.addAll(leaves.keySet());
            aliases.forEach(alias -> names.add(alias.name()));
        }
    }

    static Vocabulary of(Optional<Definition<?, ?>> definition) {
        return new Vocabulary(definition.orElse(null));
    }

    /** The model, where it is known. */
    Optional<Definition<?, ?>> definition() {
        return Optional.ofNullable(definition);
    }

    /** The parameters' names and their other names. */
    Set<String> names() {
        return names;
    }

    boolean known(String name) {
        return definition == null || names.contains(name);
    }

    /** A message for an unknown name. */
    String unknown(String name) {
        return definition.model().card().id() + " has no parameter " + Shown.of(name) + "; "
                + Nearest.remedy(Shown.of(name), names);
    }

    /** The parameter of this name, in the variant that {@code values} choose if it is there; null for another name. */
    Leaf leaf(String name, Map<String, Value> values) {
        return leaves.containsKey(name) ? definition.schema().leaf(name, values) : null;
    }

    /** The parameter of this name in any variant; null for another name. */
    Leaf leaf(String name) {
        return leaves.get(name);
    }

    /** The parameters that a point with these values has. */
    List<Leaf> leaves(Map<String, Value> values) {
        return definition == null ? List.of() : definition.schema().leaves(values);
    }

    /** The parameter that {@code name} gives: itself, or what it is another name for. */
    String parameter(String name) {
        return aliases.stream()
                .filter(alias -> alias.name().equals(name) && leaf(name) == null)
                .map(Alias::parameter)
                .findFirst()
                .orElse(name);
    }

    /** Every name that gives the same parameter as {@code name}. */
    Set<String> group(String name) {
        Set<String> group = new TreeSet<>(Set.of(name));
        names.stream().filter(n -> parameter(n).equals(parameter(name))).forEach(group::add);
        return group;
    }
}
