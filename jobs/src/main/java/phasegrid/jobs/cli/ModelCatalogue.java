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
    /** A model, registered when it is first asked for. */
    private static final class Entry {
        private final Model<?, ?> model;
        private final String jar;
        private Definition<?, ?> definition;

        Entry(Model<?, ?> model, String jar) {
            this.model = model;
            this.jar = jar;
        }

        synchronized Definition<?, ?> definition() {
            definition = definition == null ? Definition.of(model) : definition;
            return definition;
        }
    }

    private final Map<String, Entry> entries = new LinkedHashMap<>();

    private ModelCatalogue() {
        Models.ALL.forEach(model -> add(model, ""));
    }

    /** Every model on the class path; refuses two of one name, and users' own that can't be registered. */
    public static ModelCatalogue here() {
        ModelCatalogue catalogue = new ModelCatalogue();
        try {
            for (Model<?, ?> model : ServiceLoader.load(Model.class)) {
                catalogue.add(model, ModelJar.hash(model.getClass())).definition();
            }
        } catch (ServiceConfigurationError e) {
            throw new BadInput("Cannot load a model of your own: " + e.getMessage() + "; mend or remove its jar");
        }
        return catalogue;
    }

    private Entry add(Model<?, ?> model, String jar) {
        String id = model.card().id();
        Entry entry = new Entry(model, jar);
        if (entries.putIfAbsent(id, entry) != null) {
            throw new BadInput("Cannot load the model " + id + " of "
                    + model.getClass().getName() + ": the name is taken; rename it");
        }
        return entry;
    }

    @Override
    public Optional<Definition<?, ?>> find(String id) {
        return Optional.ofNullable(entries.get(id)).map(Entry::definition);
    }

    @Override
    public List<String> ids() {
        return List.copyOf(entries.keySet());
    }

    /** The card of every model, in the order of the catalogue. */
    List<Card> cards() {
        return entries.values().stream().map(entry -> entry.model.card()).toList();
    }

    /** The SHA-256 of the jar that a model came in; empty for the models of this project. */
    public String jar(String id) {
        return entries.get(id).jar;
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
