import { ListLoading } from "../../../../../../../../shell/list-loading.tsx";

export default function Loading() {
  return <ListLoading />;
}
