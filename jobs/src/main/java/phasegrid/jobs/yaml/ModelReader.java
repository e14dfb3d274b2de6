package phasegrid.jobs.yaml;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import phasegrid.engine.definition.Definition;
import phasegrid.engine.definition.Nearest;
import phasegrid.jobs.yaml.Tree.Fields;
import phasegrid.jobs.yaml.Tree.Text;

/** Finds the model that a file names, as {@code two-gaussians@2}. */
record ModelReader(Catalogue models) {
    private static final Pattern REFERENCE = Pattern.compile("([a-z0-9-]{1,100})(?:@([0-9]{1,9}))?");

    /** The model, whatever its version. */
    Optional<Definition<?, ?>> find(Fields root) {
        return root.field("model")
                .map(Tree.Field::value)
                .filter(Text.class::isInstance)
                .map(tree -> REFERENCE.matcher(((Text) tree).text().strip()))
                .filter(Matcher::matches)
                .flatMap(matcher -> models.find(matcher.group(1)));
    }

    /** Reports what is wrong with the reference. */
    void check(Fields root, ValueReader reader) {
        if (root.field("model").isEmpty()) {
            reader.problems().add(root.place(), "model is missing; valid are " + String.join(", ", models.ids()));
            return;
        }
        Tree tree = root.field("model").get().value();
        reader.text(tree, "model")
                .flatMap(text -> problem(text.text().strip(), find(root)))
                .ifPresent(message -> reader.problems().add(tree.place(), message));
    }

    private Optional<String> problem(String text, Optional<Definition<?, ?>> found) {
        Matcher matcher = REFERENCE.matcher(text);
        if (found.isEmpty()) {
            String id = text.contains("@") ? text.substring(0, text.indexOf('@')) : text;
            return Optional.of("there is no model " + Shown.of(id) + "; " + Nearest.remedy(Shown.of(id), models.ids()));
        }
        String here = found.get().model().card().reference();
        if (matcher.matches() && matcher.group(2) == null) {
            return Optional.of(text + " lacks its version; write " + here);
        }
        return text.equals(here)
                ? Optional.empty()
                : Optional.of("this build has " + here + ", not " + text + "; write " + here
                        + ", or run the build that has the other");
    }
}
