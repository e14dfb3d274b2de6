package phasegrid.jobs.cli;

import phasegrid.engine.definition.Definition;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows everything that a model states of itself. */
@Command(
        name = "describe",
        description = "Show a model: its parameters, observables, theory, lines, and a sweep to begin with.",
        footer = {"", "Examples:", "  phasegrid describe two-gaussians", "  phasegrid describe hopfield --json"})
public final class DescribeVerb implements Verb {
    @Mixin
    private Console console;

    @Parameters(
            paramLabel = "MODEL",
            completionCandidates = ModelNames.class,
            description = "A model's name, as list shows it.")
    private String model;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() {
        Definition<?, ?> definition = ModelCatalogue.here().model(model);
        if (json) {
            console.out().println(Json.of(DescriptionJson.of(definition)));
        } else {
            Description.of(definition, Console.width()).forEach(console.out()::println);
        }
        return 0;
    }
}
