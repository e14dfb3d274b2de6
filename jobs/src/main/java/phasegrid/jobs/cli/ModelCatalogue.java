package phasegrid.jobs.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import phasegrid.engine.definition.Card;
import phasegrid.engine.definition.Definition;
import phasegrid.engine.definition.Model;
import phasegrid.engine.definition.Nearest;
import phasegrid.engine.model.Models;
import phasegrid.jobs.yaml.Catalogue;

/** The models that can be named here: those of this project, then those of the users' own jars. */
public final class ModelCatalogue implements Catalogue {
    private record Entry(Definition<?, ?> definition, String jar) {}

    private final Map<String, Entry> entries = new LinkedHashMap<>();

    private ModelCatalogue() {
        Models.ALL.forEach(definition -> add(definition, ""));
    }

    /** Every model on the class path; refuses two of one name. */
    public static ModelCatalogue here() {
        ModelCatalogue catalogue = new ModelCatalogue();
        try {
            for (Model<?, ?> model : ServiceLoader.load(Model.class)) {
                catalogue.add(Definition.of(model), ModelJar.hash(model.getClass()));
            }
        } catch (ServiceConfigurationError e) {
            throw new BadInput("Cannot load a model of your own: " + e.getMessage() + "; mend or remove its jar");
        }
        return catalogue;
    }

    private void add(Definition<?, ?> definition, String jar) {
        String id = definition.model().card().id();
        if (entries.putIfAbsent(id, new Entry(definition, jar)) != null) {
            throw new BadInput("Cannot load the model " + id + " of "
                    + definition.model().getClass().getName() + ": the name is taken; rename it");
        }
    }

    @Override
    public Optional<Definition<?, ?>> find(String id) {
        return Optional.ofNullable(entries.get(id)).map(Entry::definition);
    }

    @Override
    public List<String> ids() {
        return List.copyOf(entries.keySet());
    }

    /** The SHA-256 of the jar that a model came in; empty for the models of this project. */
    public String jar(String id) {
        return entries.get(id).jar();
    }

    /** The model called {@code name}, with or without its version as in {@code two-gaussians@2}; refuses any other. */
    public Definition<?, ?> model(String name) {
        String id = name.replaceFirst("@.*", "");
        Definition<?, ?> definition = find(id).orElseThrow(
                        () -> new BadInput("Cannot find a model called " + id + ": " + Nearest.remedy(id, ids())));
        Card card = definition.model().card();
        if (name.contains("@") && !name.equals(card.reference())) {
            throw new BadInput("Cannot use " + name + ": the version here is " + card.reference()
                    + "; its numbers may differ, so name it or use the Phasegrid that you had");
        }
        return definition;
    }
}
