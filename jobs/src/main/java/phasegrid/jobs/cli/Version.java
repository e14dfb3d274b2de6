package phasegrid.jobs.cli;

import phasegrid.jobs.table.Provenance;
import picocli.CommandLine.IVersionProvider;

/** What runs here, in a line. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        Provenance here = Provenance.here();
        String changed = here.dirty().equals("true") ? " with changes" : "";
        return new String[] {
            "phasegrid " + here.version() + ", commit " + here.commit() + changed,
            "Java " + here.jdk() + ", kernels " + here.kernels()
        };
    }
}
