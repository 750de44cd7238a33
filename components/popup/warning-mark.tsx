/** The «!» of a reached threshold, as in the overlay and on the toolbar. */
export function WarningMark() {
  return (
    <b class="warning-mark" aria-hidden="true">
      !
    </b>
  );
}
