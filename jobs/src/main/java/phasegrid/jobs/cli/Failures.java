package phasegrid.jobs.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import phasegrid.engine.definition.Nearest;
import phasegrid.engine.sweep.PointProblem;
import phasegrid.jobs.data.DataProblem;
import phasegrid.jobs.yaml.SweepProblems;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns what went wrong into lines for people and an exit status; stack traces go to the log. */
final class Failures implements IParameterExceptionHandler, IExecutionExceptionHandler {
    private static final int FAILED = 1;
    private static final int BAD_INPUT = 2;

    @Override
    public int handleParseException(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        PrintWriter err = command.getErr();
        err.println(e instanceof UnmatchedArgumentException u ? unmatched(command, u) : e.getMessage());
        err.println("Try '" + name + " --help'.");
        return BAD_INPUT;
    }

    private static String unmatched(CommandLine command, UnmatchedArgumentException e) {
        String word = e.getUnmatched().get(0);
        List<String> options = new ArrayList<>();
        command.getCommandSpec().options().stream()
                .filter(option -> !option.hidden())
                .forEach(option -> options.addAll(List.of(option.names())));
        List<String> verbs = List.copyOf(command.getSubcommands().keySet());
        String name = command.getCommandSpec().qualifiedName();
        return word.startsWith("-") || verbs.isEmpty()
                ? "Cannot use " + word + ": " + name + " has no such option; " + Nearest.remedy(word, options)
                : "Cannot do " + word + ": there is no such verb; " + Nearest.remedy(word, verbs);
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
        if (command.getParseResult().hasMatchedOption("--verbose")) {
            e.printStackTrace(command.getErr());
        }
        return status(e, command.getErr());
    }

    /** Prints what went wrong; returns the exit status. */
    static int status(Throwable e, PrintWriter err) {
        if (e instanceof SweepProblems problems) {
            problems.lines().forEach(err::println);
            return BAD_INPUT;
        } else if (e instanceof BadInput || e instanceof PointProblem || e instanceof DataProblem) {
            err.println(e.getMessage());
            return BAD_INPUT;
        }
        err.println(line(e) + " (" + Log.keep(e) + ")");
        return FAILED;
    }

    private static String line(Throwable e) {
        String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        return message.startsWith("Cannot ")
                ? message
                : "Cannot go on: " + e.getClass().getSimpleName() + ": " + message;
    }
}
