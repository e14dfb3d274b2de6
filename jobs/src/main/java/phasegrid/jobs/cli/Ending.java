package phasegrid.jobs.cli;

/**
 * How the process ends with an exit status. Where a cluster's own process runs our main ({@code --deploy-mode cluster}),
 * a call of {@code System.exit} or a status other than 0 would count as a crash and be tried again: there a run that is
 * done or was stopped safely returns from main, and {@code status} tells the two apart.
 */
final class Ending {
    private static final int STOPPED = 75;

    private Ending() {}

    /** Ends the process, or returns so that it ends as succeeded, or throws so that the cluster counts it as failed. */
    static void with(int status) {
        if (!inCluster()) {
            System.exit(status);
        } else if (status != 0 && status != STOPPED && !supervised()) {
            throw new IllegalStateException("Phasegrid ends with exit status " + status + "; its reason stands above");
        }
    }

    private static boolean inCluster() {
        return System.getProperty("spark.submit.deployMode", "").equals("cluster")
                || Boolean.getBoolean("spark.kubernetes.submitInDriver");
    }

    /** Whether a failure would be started again for ever, as a standalone master does under {@code --supervise}. */
    private static boolean supervised() {
        return Boolean.getBoolean("spark.driver.supervise");
    }
}
