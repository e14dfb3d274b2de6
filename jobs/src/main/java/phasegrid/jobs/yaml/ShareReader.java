package phasegrid.jobs.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import phasegrid.engine.definition.Along;
import phasegrid.engine.definition.Definition;
import phasegrid.engine.definition.Leaf;
import phasegrid.engine.definition.Nearest;
import phasegrid.engine.definition.Quench;
import phasegrid.jobs.yaml.Tree.Fields;

/**
 * Reads along which axes one disorder sample is followed.
 *
 * @param swept the parameters that vary; empty where there is one point, which may repeat what its sweep shared
 */
record ShareReader(Vocabulary vocabulary, ValueReader reader, Optional<Set<String>> swept) {
    List<String> read(Fields root) {
        Optional<Tree> tree = root.field("share").map(Tree.Field::value);
        Optional<Definition<?, ?>> plain = vocabulary.definition().filter(d -> !d.quenched());
        if (tree.isPresent() && plain.isPresent()) {
            reader.problems()
                    .add(
                            tree.get().place(),
                            plain.get().model().card().id() + " has no quenched disorder to share; drop share");
            return List.of();
        }
        return tree.flatMap(t -> reader.items(t, "share", "[beta]"))
                .map(list -> shared(list.items()))
                .orElse(List.of());
    }

    private List<String> shared(List<Tree> items) {
        List<String> shared = new ArrayList<>();
        for (Tree item : items) {
            reader.text(item, "share")
                    .map(text -> vocabulary.parameter(text.text()))
                    .ifPresent(name -> {
                        Optional<String> problem = shared.contains(name)
                                ? Optional.of(name + " is shared twice; keep one")
                                : problem(name);
                        problem.ifPresent(message -> reader.problems().add(item.place(), message));
                        shared.add(name);
                    });
        }
        return shared.stream().sorted().toList();
    }

    private Optional<String> problem(String name) {
        Leaf leaf = vocabulary.leaf(name);
        if (leaf == null) {
            return vocabulary.definition().map(d -> unknown(name));
        } else if (leaf.param().quench() == Quench.FIXES) {
            return Optional.of("no disorder can be shared along " + name + ", which fixes its shape; drop it");
        } else if (leaf.param().along() != Along.POINT) {
            return Optional.of("sharing " + name + " changes nothing: its values are of one simulation; drop it");
        }
        return swept.filter(names -> !names.contains(name))
                .map(names -> "sharing " + name + " changes nothing: it is not swept; drop it");
    }

    private String unknown(String name) {
        Set<String> valid = swept.filter(names -> !names.isEmpty()).orElse(vocabulary.names());
        return "share names " + Shown.of(name) + ", which is no parameter; " + Nearest.remedy(Shown.of(name), valid);
    }
}
