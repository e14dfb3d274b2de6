package phasegrid.jobs.cli;

import java.util.List;
import java.util.ServiceLoader;
import java.util.TreeSet;
import phasegrid.jobs.table.Output;

/**
 * Where a trace goes, and in which of the forms that are found.
 *
 * @param file the file
 * @param ending its ending, which chooses the form
 * @param form the form
 */
record TraceFile(String file, String ending, TraceForm form) {
    /** Refuses a file whose ending no form has. */
    static TraceFile of(String file) {
        String name = file.substring(file.lastIndexOf('/') + 1);
        String ending = name.substring(name.lastIndexOf('.') + 1);
        List<TraceForm> forms = ServiceLoader.load(TraceForm.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
        TraceForm form = forms.stream()
                .filter(f -> name.contains(".") && f.endings().contains(ending))
                .findFirst()
                .orElseThrow(() -> new BadInput("Cannot write a trace to " + file + ": its name must end in one of "
                        + String.join(", ", endings(forms))));
        return new TraceFile(file, ending, form);
    }

    private static TreeSet<String> endings(List<TraceForm> forms) {
        TreeSet<String> endings = new TreeSet<>();
        forms.stream().flatMap(f -> f.endings().stream()).map("."::concat).forEach(endings::add);
        return endings;
    }

    /** Writes the trace. */
    void write(PointTrace trace) {
        int folder = file.lastIndexOf('/');
        Output place = Output.at(folder < 0 ? "." : file.substring(0, Math.max(1, folder)));
        place.publish(file.substring(folder + 1), form.bytes(ending, trace));
    }
}
