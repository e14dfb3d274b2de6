package phasegrid.jobs.yaml;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import phasegrid.engine.definition.Leaf;
import phasegrid.engine.definition.Nearest;
import phasegrid.engine.definition.Problem;
import phasegrid.engine.definition.Schema;
import phasegrid.engine.definition.Value;
import phasegrid.engine.sweep.Expression;

/** Checks the names of one grid against each other: those that formulas use, those missing, those of another variant. */
record RegionCheck(Vocabulary vocabulary, Problems problems, Draft draft) {
    void names() {
        formulas();
        missing();
        otherVariants();
    }

    private void formulas() {
        Set<String> known = new HashSet<>();
        vocabulary.names().stream().filter(this::hasValue).forEach(known::add);
        draft.derived.forEach((name, formula) -> {
            formula.names().stream()
                    .filter(n -> n.equals(name) || !known.contains(n))
                    .sorted()
                    .forEach(n -> unknown(draft.places.get(name), name, n));
            known.add(name);
        });
        draft.where.ifPresent(condition -> condition.names().stream()
                .filter(n -> !known.contains(n))
                .sorted()
                .forEach(n -> unknown(draft.wherePlace, "where", n)));
    }

    /** Whether a formula may use it: a parameter but one derived, or another name that was given. */
    private boolean hasValue(String name) {
        return !draft.derived.containsKey(name) && (vocabulary.leaf(name) != null || draft.places.containsKey(name));
    }

    private void unknown(Place place, String formula, String name) {
        problems.add(place, formula + " uses " + Shown.of(name) + ", " + reason(formula, name));
    }

    private String reason(String formula, String name) {
        if (draft.derived.containsKey(name)) {
            return name.equals(formula) ? "which is itself" : "which is derived further down; move it up";
        } else if (vocabulary.names().contains(name)) {
            return "which is not given here; use " + vocabulary.parameter(name);
        }
        boolean word = draft.first().keySet().stream()
                .map(vocabulary::leaf)
                .anyMatch(leaf -> leaf != null && leaf.words().contains(name));
        return word ? "which is a word; write '" + name + "'" : "which nothing is called; " + remedy(name);
    }

    private String remedy(String name) {
        Set<String> valid = new HashSet<>(vocabulary.names());
        valid.addAll(draft.derived.keySet());
        return Nearest.remedy(Shown.of(name), valid);
    }

    private void missing() {
        vocabulary.leaves(draft.first()).stream()
                .filter(leaf -> leaf.param().usual().isEmpty())
                .filter(leaf -> !(shaped() && Schema.SHAPE.contains(leaf.name())))
                .filter(leaf -> vocabulary.group(leaf.name()).stream().noneMatch(draft.places::containsKey))
                .forEach(leaf -> problems.add(draft.place, missing(leaf)));
    }

    /** Whether a data file is given, which has a shape of its own. */
    private boolean shaped() {
        return draft.places.keySet().stream()
                .map(vocabulary::leaf)
                .anyMatch(leaf -> leaf != null && leaf.kind() == Leaf.Kind.DATA);
    }

    private static String missing(Leaf leaf) {
        return leaf.name() + " is missing: " + ValueReader.domain(leaf) + " ("
                + leaf.param().doc() + "); give it on an axis or fixed";
    }

    /** Parameters of a variant that is not chosen; where the choice is on an axis, the cells tell. */
    private void otherVariants() {
        Map<String, Value> first = draft.first();
        List<Problem> found = new ArrayList<>();
        vocabulary.definition().ifPresent(d -> d.schema().complete(first, found));
        Set<String> here = new HashSet<>();
        vocabulary.leaves(first).forEach(leaf -> here.add(leaf.name()));
        draft.places.keySet().stream()
                .filter(name -> vocabulary.leaf(name) != null && !here.contains(name))
                .filter(name -> !draft.swept.contains(name.substring(0, Math.max(0, name.lastIndexOf('.')))))
                .forEach(name -> found.stream()
                        .filter(problem -> problem.name().equals(name))
                        .findFirst()
                        .ifPresent(problem -> problems.add(draft.places.get(name), problem.message())));
    }

    /** The derived names that nothing uses. */
    static void unused(Vocabulary vocabulary, Problems problems, List<Draft> drafts) {
        Set<String> used = new HashSet<>();
        drafts.forEach(d -> d.derived.values().forEach(f -> used.addAll(f.names())));
        drafts.forEach(d -> d.where.map(Expression::names).ifPresent(used::addAll));
        drafts.forEach(d -> d.derived.keySet().stream()
                .filter(name -> !used.contains(name) && !vocabulary.known(name))
                .forEach(name -> problems.add(d.places.get(name), unused(vocabulary, name))));
    }

    private static String unused(Vocabulary vocabulary, String name) {
        Optional<String> near = Nearest.to(Shown.of(name), vocabulary.names());
        return Shown.of(name) + " is derived and nothing uses it; "
                + near.map(n -> "did you mean " + n + "?").orElse("drop it");
    }
}
