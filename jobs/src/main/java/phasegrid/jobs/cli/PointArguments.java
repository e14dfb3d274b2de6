package phasegrid.jobs.cli;

import java.util.List;
import phasegrid.engine.definition.Definition;
import phasegrid.engine.sweep.SweepSpec;
import phasegrid.jobs.yaml.SweepReader;
import picocli.CommandLine.Parameters;

/** A model and the values of one point: a mixin. */
final class PointArguments {
    @Parameters(
            index = "0",
            paramLabel = "MODEL",
            completionCandidates = ModelNames.class,
            description = "A model's name, as list shows it.")
    private String model;

    @Parameters(
            index = "1..*",
            paramLabel = "key=value",
            description = "Parameters as describe shows them; those left out have their usual value.")
    private List<String> values = List.of();

    private ModelCatalogue catalogue;

    Definition<?, ?> definition() {
        return catalogue().model(model);
    }

    /** The SHA-256 of the model's own jar. */
    String jar() {
        return catalogue().jar(definition().model().card().id());
    }

    private ModelCatalogue catalogue() {
        catalogue = catalogue == null ? ModelCatalogue.here() : catalogue;
        return catalogue;
    }

    /** The sweep of this one point. */
    SweepSpec spec() {
        return SweepReader.point(definition(), values);
    }
}
