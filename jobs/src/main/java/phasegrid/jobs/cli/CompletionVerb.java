package phasegrid.jobs.cli;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Prints what a shell needs to complete verbs, options and models. */
@Command(
        name = "completion",
        description = "Print a script by which bash and zsh complete verbs, options and the names of models.",
        footer = {
            "",
            "Examples:",
            "  source <(phasegrid completion)                        bash, this session",
            "  phasegrid completion > ~/.local/share/bash-completion/completions/phasegrid"
        })
public final class CompletionVerb implements Verb {
    @Mixin
    private Console console;

    @Override
    public Integer call() {
        console.out().println(AutoComplete.bash("phasegrid", Phasegrid.commandLine()));
        console.out().println("complete -F _complete_phasegrid -o default ./phasegrid");
        return 0;
    }
}
