/** YAML text to a sweep, every error with its line and column. */
package phasegrid.jobs.yaml;
